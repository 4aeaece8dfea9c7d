package dev.nearside.server.openai;

import dev.nearside.server.chat.ChatDispatch;
import dev.nearside.server.chat.JvmModels;

/**
 * Who answers what this machine's embedding models do not.
 *
 * @param chats answers chats
 * @param machine goes on with the prompts of legacy completions
 * @param elsewhere embeds with the models of other servers
 */
public record Answering(ChatDispatch chats, JvmModels machine, RemoteEmbeddings elsewhere) {}
