package dev.nearside.routing;

import org.jspecify.annotations.Nullable;

/**
 * What a request's model asks for: {@code auto}, {@code auto:private}, {@code auto:TASK}, {@code BACKEND/MODEL}, or a model
 * wherever it is.
 *
 * @param isAuto whether the router chooses the model
 * @param variant what stands behind {@code auto:}; null if nothing
 * @param backend the back end it has to be at; null for any
 * @param model the model's id; empty if the router chooses
 */
record VirtualModel(
        boolean isAuto, @Nullable String variant, @Nullable String backend, String model) {
    static final String AUTO = "auto";
    static final String PRIVATE = "private";

    static VirtualModel read(String model, RoutingState state) {
        if (model.equals(AUTO)) {
            return new VirtualModel(true, null, null, "");
        }
        if (model.startsWith(AUTO + ":")) {
            return new VirtualModel(true, model.substring(AUTO.length() + 1), null, "");
        }
        int slash = model.indexOf('/');
        // Ids of models have slashes themselves: openai/gpt-oss-20b may be a model of any server, also beside one that
        // is
        // called openai.
        if (slash > 0 && state.hasBackend(model.substring(0, slash)) && !onlyAsId(model, state)) {
            return new VirtualModel(false, null, model.substring(0, slash), model.substring(slash + 1));
        }
        return new VirtualModel(false, null, null, model);
    }

    private static boolean onlyAsId(String model, RoutingState state) {
        return state.targets().stream().noneMatch(target -> target.id().equals(model))
                && state.targets().stream().anyMatch(target -> target.model().equals(model));
    }

    boolean asksForPrivacy() {
        return PRIVATE.equals(variant);
    }

    /** The task that is asked for; null if none is. */
    @Nullable
    String task() {
        return asksForPrivacy() ? null : variant;
    }

    boolean matches(Target target) {
        return isAuto || (target.model().equals(model) && (backend == null || backend.equals(target.backend())));
    }
}
