package io.github.cameldatamaker.sandbox.fault;

/** What goes wrong with one request. */
public sealed interface Fault permits AnswerFault, BodyFault, RowFault {
}
