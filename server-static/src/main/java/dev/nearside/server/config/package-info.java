/** The settings of the operator: {@code nearside.yaml}, the environment and the flags, checked and put together. */
@NullMarked
package dev.nearside.server.config;

import org.jspecify.annotations.NullMarked;
