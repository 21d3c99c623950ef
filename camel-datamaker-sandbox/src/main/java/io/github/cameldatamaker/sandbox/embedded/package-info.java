/** The sandbox inside an application, which the Camel component starts for {@code baseUrl=sandbox:}. Internal. */
package io.github.cameldatamaker.sandbox.embedded;
