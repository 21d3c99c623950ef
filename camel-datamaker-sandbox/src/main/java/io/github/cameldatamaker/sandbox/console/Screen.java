package io.github.cameldatamaker.sandbox.console;

/** One screen of the console, with a link in the navigation. */
interface Screen {

    /** Its address and its name in the navigation. */
    Link link();

    void addTo(ScreenRoutes routes);
}
