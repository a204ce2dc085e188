package dev.levada.project;

import dev.levada.problem.Position;
import dev.levada.api.Settings;

/** A named outside system. Its settings may hold secrets. */
public record Connection(String name, String type, Settings settings, Position position) {}
