package dev.nearside.browser.vision;

import dev.nearside.browser.engine.AdHocModels;
import dev.nearside.browser.engine.EngineProgram;

/** Entry point of the worker for pictures. */
public final class VisionMain {
    private VisionMain() {}

    /** Begins to answer calls. */
    public static void main(String[] arguments) {
        EngineProgram.run("vision", (engine, calls) -> {
            DigitCalls digits = new DigitCalls(engine);
            AdHocModels adHoc = new AdHocModels(engine);
            calls.on("classify", digits::classify);
            calls.on("run", adHoc::run);
        });
    }
}
