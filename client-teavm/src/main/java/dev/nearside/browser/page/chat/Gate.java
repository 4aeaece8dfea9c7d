package dev.nearside.browser.page.chat;

/** Whether an answer can be asked for, and if not, what to do. What was written stays where it is. */
final class Gate {
    private final ModelPicker models;
    private final Composer composer;
    private final ReachSwitch reach;
    private final SettingsFold settings;

    Gate(ModelPicker models, Composer composer, ReachSwitch reach, SettingsFold settings) {
        this.models = models;
        this.composer = composer;
        this.reach = reach;
        this.settings = settings;
    }

    /** Something else is known of the models: what was said of them may not be so any more. */
    void changed() {
        reach.leadsFurther(models.available().leadsFurther());
        if (composer.isWaiting() && whyNobody().isEmpty()) {
            composer.say("");
        }
    }

    /** Why nobody could answer at all, and what to do; empty if somebody might. */
    private String whyNobody() {
        boolean somebody = models.usable().isPresent()
                || composer.usesFiles()
                || (!models.available().elsewhere().isEmpty() && !reach.value().equals("tab"));
        if (somebody) {
            return "";
        }
        if (models.isAsking()) {
            return "Not sent yet: the server is still being asked what models there are. Your text stays here; send it when"
                    + " they are shown above.";
        }
        return models.available().wantsKey()
                ? "Not sent: the server wants its key first. Press “Enter the key”, then send again; your text stays here."
                : "There is no model to answer yet. Get one above, or tick “Use my files”; your text stays here.";
    }

    /** Whether an answer can be asked for; where not, it is said why. */
    boolean opens() {
        String problem = settings.problem();
        if (!problem.isEmpty()) {
            composer.refuse("Not sent. " + problem + " What you wrote stays here.");
            settings.goToProblem();
            return false;
        }
        String nobody = whyNobody();
        if (!nobody.isEmpty()) {
            composer.refuse(nobody);
            return false;
        }
        return true;
    }
}
