package com.acme;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class FirstApplication {

    public static void main(String[] args) {
        SpringApplication.run(FirstApplication.class, args);
    }

    @Bean
    RouteBuilder customers() {
        return new RouteBuilder() {

            @Override
            public void configure() {
                from("timer:print?repeatCount=1")
                    .to("datamaker:generate?template=tmpl_customer&count=5")
                    .split(body()).streaming()
                        .log("${body[first_name]} ${body[last_name]}, ${body[city]}");
            }
        };
    }
}
