package io.github.cameldatamaker.springboot;

import io.github.cameldatamaker.DataMakerComponent;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/**
 * Gives the component the options of application.properties.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties({ ComponentConfigurationProperties.class, DataMakerComponentConfiguration.class })
@ConditionalOnHierarchicalProperties({ "camel.component", "camel.component.datamaker" })
public class DataMakerComponentAutoConfiguration {

    private final ApplicationContext spring;
    private final DataMakerComponentConfiguration options;

    public DataMakerComponentAutoConfiguration(ApplicationContext spring, DataMakerComponentConfiguration options) {
        this.spring = spring;
        this.options = options;
    }

    @Lazy
    @Bean
    public ComponentCustomizer configureDataMakerComponent() {
        return new ComponentCustomizer() {

            @Override
            public void configure(String name, Component component) {
                CamelPropertiesHelper.copyProperties(component.getCamelContext(), options, component);
            }

            @Override
            public boolean isEnabled(String name, Component component) {
                return component instanceof DataMakerComponent && HierarchicalPropertiesEvaluator.evaluate(
                        spring, "camel.component.customizer", "camel.component.datamaker.customizer");
            }
        };
    }
}
