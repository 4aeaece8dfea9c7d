package dev.nearside.server.routing;

import dev.nearside.routing.ExampleScores;
import dev.nearside.server.chat.JvmModels;
import dev.nearside.server.files.ModelLibrary;

/**
 * What this machine has for routing.
 *
 * @param library its models
 * @param chats those of them that chat
 * @param examples compares requests with the examples of tasks; only asked if the rules have any
 */
public record Machine(ModelLibrary library, JvmModels chats, ExampleScores examples) {}
