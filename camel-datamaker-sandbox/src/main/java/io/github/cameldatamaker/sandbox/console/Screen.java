package io.github.cameldatamaker.sandbox.console;

/** One screen of the console. Its constant LINK stands in the navigation. */
interface Screen {

    void addTo(ScreenRoutes routes);
}
