/** Finds what a person would not want to leave the device. Findings say what and where, and never hold the value. */
@NullMarked
package dev.nearside.routing.privacy;

import org.jspecify.annotations.NullMarked;
