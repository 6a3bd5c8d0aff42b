package io.rollcall.controller.app;

/**
 * Why Router or Decider stopped for good.
 *
 * @param message which of both, what happened and how to mend it, one line
 * @param faultOfTheCode whether nobody can mend it from outside
 */
public record ControllerFailure(String message, boolean faultOfTheCode) {}
