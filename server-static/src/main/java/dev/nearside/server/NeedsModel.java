package dev.nearside.server;

/** A command that can do nothing without the id of a model. */
interface NeedsModel {
    /** What somebody is told who named none: which there are, and a command that would do. */
    String whichModel();
}
