package dev.levada.run;

import dev.levada.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** What came of binding one asset: what is wrong with it, and what could not be looked at. Used by one thread. */
record Bound(List<Problem> problems, List<String> notices) {
    Bound() {
        this(new ArrayList<>(), new ArrayList<>());
    }
}
