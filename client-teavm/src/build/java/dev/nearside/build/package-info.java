/** The program that compiles the client: TeaVM, and the list of JavaScript functions for a strict policy. */
package dev.nearside.build;
