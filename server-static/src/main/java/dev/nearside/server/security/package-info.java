/** Who may talk to the server, and what its pages may do: hosts, origins, content security, isolation. */
@NullMarked
package dev.nearside.server.security;

import org.jspecify.annotations.NullMarked;
