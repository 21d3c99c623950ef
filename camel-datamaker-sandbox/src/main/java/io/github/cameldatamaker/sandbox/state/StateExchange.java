package io.github.cameldatamaker.sandbox.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.github.cameldatamaker.sandbox.control.MovableClock;
import io.github.cameldatamaker.sandbox.file.WorkspaceFile;
import io.github.cameldatamaker.sandbox.set.SavedSet;
import io.github.cameldatamaker.sandbox.set.SetReader;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Exports a workspace as one document, with all rows and contents in it, and imports such a document. */
public final class StateExchange {

    private final Workspace workspace;
    private final MovableClock clock;

    public StateExchange(Workspace workspace, MovableClock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    public void exportTo(OutputStream out) throws IOException {
        StateWriter.write(WorkspaceState.of(workspace, clock.ahead()), out, new StateWriter.Contents() {
            @Override
            public void rows(SavedSet set, JsonGenerator to) throws IOException {
                to.writeArrayFieldStart("rows");
                set.rows().forEach(to::writeRawValue);
                to.writeEndArray();
            }

            @Override
            public void content(WorkspaceFile file, JsonGenerator to) throws IOException {
                to.writeFieldName("content");
                try (InputStream content = workspace.files().open(file)) {
                    to.writeBinary(content, (int) file.size());
                }
            }
        });
    }

    /**
     * Replaces everything, the time too. If the document is wrong, nothing changes.
     *
     * @throws io.github.cameldatamaker.sandbox.error.ApiException validation_error that names the field that is wrong
     */
    public void importFrom(InputStream document) throws IOException {
        List<Path> received = new ArrayList<>();
        try {
            WorkspaceState state = StateReader.read(document, workspace.budget().use().limits(), inline(received));
            state.applyTo(workspace);
            clock.set(state.clock());
            received.clear();
        } finally {
            for (Path file : received) {
                Files.deleteIfExists(file);
            }
        }
    }

    private StateReader.Contents inline(List<Path> received) {
        return new StateReader.Contents() {
            @Override
            public SavedSet set(Part head, JsonParser in, String field) throws IOException {
                return StateReader.set(head, SetReader.rows(in));
            }

            @Override
            public WorkspaceFile file(Part head, JsonParser in, String field) throws IOException {
                Path content = Files.createTempFile(workspace.files().folder(), "import", null);
                received.add(content);
                try (OutputStream to = Files.newOutputStream(content)) {
                    in.readBinaryValue(to);
                } catch (IllegalArgumentException e) {
                    throw head.wrong(field, "it must be a text in base64");
                }
                return StateReader.file(head, content);
            }
        };
    }
}
