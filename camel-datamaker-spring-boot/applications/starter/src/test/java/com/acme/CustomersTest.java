package com.acme;

import java.util.List;

import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

@SpringBootTest(classes = FirstApplication.class, properties = "camel.component.datamaker.base-url=sandbox:")
class CustomersTest {

    @Autowired
    ProducerTemplate template;

    @Test
    void threeCustomers() {
        List<?> rows = template.requestBody(
                "datamaker:generate?template=tmpl_customer&count=3&outputType=List", null, List.class);

        assertEquals(3, rows.size());
    }
}
