package dev.levada.testing.source;

/** The suite that every source passes, made of cases by topic. */
public abstract class SourceContract implements PlanningCases, ReadingCases, ResumingCases, DiscoveryCases {}
