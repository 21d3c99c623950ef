package io.github.cameldatamaker.examples.springboot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SeedApplicationTest {

    @Test
    void fillsTheTableAndEnds(CapturedOutput output) {
        SeedApplication.main(new String[] { "--seed.count=1200" });

        assertThat(output).contains("No real DataMaker service is used", "The table customer has 1200 rows. The first are")
                .doesNotContain("Exception");
    }
}
