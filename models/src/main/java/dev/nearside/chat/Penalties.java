package dev.nearside.chat;

/**
 * What makes a model repeat itself less.
 *
 * @param repetition what the logit of every token of prompt and answer is divided by if positive, multiplied by if
 *     negative (Keskar et al., <i>CTRL</i>, 2019); above 0, 1 changes nothing
 * @param presence subtracted from the logit of every token of the answer so far; −2 to 2, 0 changes nothing
 * @param frequency subtracted as often as the token stands in the answer so far; −2 to 2, 0 changes nothing
 */
public record Penalties(double repetition, double presence, double frequency) {
    /** Changes nothing. */
    public static final Penalties NONE = new Penalties(1, 0, 0);

    public Penalties {
        if (!(repetition > 0) || !(Math.abs(presence) <= 2) || !(Math.abs(frequency) <= 2)) {
            throw new IllegalArgumentException("repetition must be above 0, presence and frequency −2 to 2, not "
                    + repetition + ", " + presence + " and " + frequency);
        }
    }
}
