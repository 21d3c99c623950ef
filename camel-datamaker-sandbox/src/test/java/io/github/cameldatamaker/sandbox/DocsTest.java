package io.github.cameldatamaker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of our page compiles; the classes are compiled as they stand, pieces within a class. */
class DocsTest {

    private static final Path PAGE = Path.of("..", "docs", "sandbox.md");
    private static final String IMPORTS = """
            import io.github.cameldatamaker.sandbox.*;
            import io.github.cameldatamaker.sandbox.junit.*;
            import java.nio.file.Path;
            import java.time.*;
            import org.junit.jupiter.api.extension.*;
            """;

    @TempDir
    Path folder;

    @Test
    void everyPieceOfJavaCompiles() throws Exception {
        int pieces = 0;
        Matcher blocks = Pattern.compile("(?m)^```java (test\\S*)\\n(.*?)^```$", Pattern.DOTALL).matcher(Files.readString(PAGE));
        while (blocks.find()) {
            compile(whole(blocks.group(1), blocks.group(2), "Piece" + ++pieces));
        }
        assertThat(pieces).isEqualTo(4);
    }

    private static String whole(String kind, String code, String name) {
        return switch (kind) {
            case "test" -> code;
            case "test_statements" -> IMPORTS + "class " + name + " { void run(DataMakerSandbox sandbox) {\n" + code + "} }\n";
            default -> IMPORTS + "class " + name + " {\n" + code + "}\n";
        };
    }

    private void compile(String source) throws Exception {
        Matcher name = Pattern.compile("(?m)^class (\\w+)").matcher(source);
        assertThat(name.find()).isTrue();
        Path file = Files.writeString(folder.resolve(name.group(1) + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(compiler.run(null, null, null, "-cp", classPath, "-d", folder.toString(), file.toString())).as(source).isZero();
    }
}
