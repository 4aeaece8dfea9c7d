package dev.nearside.chat;

import org.jspecify.annotations.Nullable;

/** Who speaks in a conversation. */
public enum Role {
    /** Instructions that hold for the whole conversation; OpenAI's newer name {@code developer} means the same. */
    SYSTEM("system"),
    /** The person. */
    USER("user"),
    /** The model. */
    ASSISTANT("assistant");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The name as it stands in requests and templates: {@code system}, {@code user} or {@code assistant}. */
    public String label() {
        return label;
    }

    /** The role of that name; null if it is none of these. */
    static @Nullable Role ofLabel(String label) {
        if (label.equals("developer")) {
            return SYSTEM;
        }
        for (Role role : values()) {
            if (role.label.equals(label)) {
                return role;
            }
        }
        return null;
    }
}
