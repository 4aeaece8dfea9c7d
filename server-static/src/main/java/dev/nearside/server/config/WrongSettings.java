package dev.nearside.server.config;

import dev.nearside.error.NearsideException;
import java.util.List;

/** The settings cannot be followed. The message has a line for each mistake, {@code FILE:LINE:COLUMN: WHAT}. */
public final class WrongSettings extends NearsideException {
    private static final long serialVersionUID = 1L;

    WrongSettings(List<String> mistakes) {
        super("wrong_settings", String.join("\n", mistakes), null);
    }

    WrongSettings(String mistake) {
        this(List.of(mistake));
    }
}
