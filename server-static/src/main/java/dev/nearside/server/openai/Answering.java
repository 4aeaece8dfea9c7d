package dev.nearside.server.openai;

import dev.nearside.server.chat.ChatDispatch;

/**
 * Who answers what this machine's embedding models do not.
 *
 * @param chats answers chats and legacy completions
 * @param elsewhere embeds with the models of other servers
 */
public record Answering(ChatDispatch chats, RemoteEmbeddings elsewhere) {}
