package io.github.cameldatamaker.sandbox.fault;

/** What goes wrong with one request; scripted through {@link Faults}. */
public sealed interface Fault permits AnswerFault, BodyFault, RowFault {
}
