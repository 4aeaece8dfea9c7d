package dev.nearside.server.files;

/** A file of a model with the SHA-256 that stands for it. */
record HostedFile(StoredBytes bytes, String sha256) {}
