package io.github.cameldatamaker.sandbox.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Records each response as its bytes go out. It keeps a beginning and counts the rest. */
final class RecordingHandler extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        RecordedAnswer answer = RecordedAnswer.begin(request);
        Request.addCompletionListener(request, failure -> answer.end(failure != null));
        return super.handle(request, new Response.Wrapper(request, response) {
            @Override
            public void write(boolean last, ByteBuffer content, Callback written) {
                answer.write(getStatus(), getHeaders(), content, last);
                super.write(last, content, written);
            }
        }, callback);
    }
}
