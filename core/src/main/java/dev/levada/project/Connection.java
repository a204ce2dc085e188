package dev.levada.project;

import dev.levada.api.Settings;
import dev.levada.problem.Position;

/** A named outside system. Its settings may hold secrets. */
public record Connection(String name, String type, Settings settings, Position position) {}
