package dev.nearside.routing;

/** Where an answer can be made. The first two are the device; everything else may see a request leave it. */
public enum Place {
    /** The tab itself; its back end is called {@code tab}. */
    TAB("tab"),
    /** The JVM of this machine, reached over the loopback interface; its back end is called {@code jvm}. */
    JVM("jvm"),
    /**
     * Any other server, whatever its address: who listens on a local port may hand requests on. So is the server of a page
     * that did not come over loopback.
     */
    UPSTREAM("upstream");

    private final String label;

    Place(String label) {
        this.label = label;
    }

    /** {@code tab}, {@code jvm} or {@code upstream}. */
    public String label() {
        return label;
    }

    /** Where the back end of that name is. */
    static Place ofBackend(String backend) {
        return backend.equals(TAB.label) ? TAB : backend.equals(JVM.label) ? JVM : UPSTREAM;
    }
}
