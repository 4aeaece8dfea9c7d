package dev.nearside.routing;

/**
 * Why a target is taken, or is not. One that is taken because a better one is not has the reason of that one, for example
 * {@link #NOT_INSTALLED}.
 */
public enum Reason {
    /** Taken: the request names the model. Not taken: it names another one. */
    NAMED("named"),
    /** Taken: a rule says so. */
    RULE("rule"),
    /** Taken: the policy says so. Not taken: it lies outside the pool of policy, rule and wishes. */
    POLICY("policy"),
    /** Taken: the request is private, and this is on the device. Not taken: it is not. */
    PRIVATE("private"),
    /** Not taken: the person's switch keeps requests nearer than that. */
    REACH("reach"),
    /** Not taken: the request holds what no model on the device can follow, such as tools or pictures. */
    UNSUPPORTED("unsupported"),
    /** Not taken: its model would have to be fetched first. */
    NOT_INSTALLED("not_installed"),
    /** Not taken: too little memory. */
    MEMORY("memory"),
    /** Not taken: it failed too often lately. */
    BREAKER_OPEN("breaker_open"),
    /** Not taken: there is no network. */
    OFFLINE("offline"),
    /** Not taken: prompt and answer are longer than its context. */
    CONTEXT("context"),
    /** Not taken: too dear. */
    COST("cost"),
    /** Not taken first: it would take longer to the first token than the budget. */
    SLOW("slow"),
    /** Not taken first, but could be. */
    LESS_PREFERRED("less_preferred");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /** The name in JSON, for example {@code not_installed}. */
    public String label() {
        return label;
    }
}
