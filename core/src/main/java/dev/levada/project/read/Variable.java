package dev.levada.project.read;

import dev.levada.project.read.References.Resolved;
import dev.levada.project.read.Yaml.Kind;

/**
 * A project's variable.
 *
 * @param sql as a literal in SQL
 */
record Variable(Resolved value, String sql) {

    static Variable of(Kind kind, Resolved value) {
        boolean literal = kind == Kind.NUMBER || kind == Kind.FLAG;
        return new Variable(value, literal ? value.text() : "'" + value.text().replace("'", "''") + "'");
    }
}
