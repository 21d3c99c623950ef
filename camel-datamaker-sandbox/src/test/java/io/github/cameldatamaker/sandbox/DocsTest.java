package io.github.cameldatamaker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All Java on our pages compiles, and all links of the README lead somewhere. */
class DocsTest {

    private static final Path README = Path.of("README.md");
    private static final Path PAGE = Path.of("..", "docs", "sandbox.md");
    private static final String IMPORTS = """
            import io.github.cameldatamaker.sandbox.*;
            import io.github.cameldatamaker.sandbox.junit.*;
            import io.github.cameldatamaker.sandbox.scenario.LogStyle;
            import java.nio.file.Path;
            import java.time.*;
            import org.junit.jupiter.api.extension.*;
            """;

    @TempDir
    Path folder;

    @Test
    void everyPieceOfJavaCompiles() throws Exception {
        assertThat(compileAll(PAGE)).isEqualTo(5);
        assertThat(compileAll(README)).isEqualTo(1);
    }

    @Test
    void everyLinkOfTheReadmeLeadsSomewhere() throws Exception {
        List<String> targets = Pattern.compile("\\]\\(([^)#]+)").matcher(Files.readString(README)).results()
                .map(link -> link.group(1)).toList();
        assertThat(targets).hasSizeGreaterThan(9).allSatisfy(target -> assertThat(Path.of(target)).exists());
    }

    private int compileAll(Path page) throws Exception {
        int pieces = 0;
        Matcher blocks = Pattern.compile("(?m)^```java (test\\S*)\\n(.*?)^```$", Pattern.DOTALL).matcher(Files.readString(page));
        while (blocks.find()) {
            compile(whole(blocks.group(1), blocks.group(2), "Piece" + ++pieces));
        }
        return pieces;
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
        assertThat(compiler.run(null, null, null, "-cp", classPath, "-d", folder.toString(), file.toString())).as(source)
                .isZero();
    }
}
