package dev.levada.plan;

import java.util.List;

/** Why a task is in a plan. */
public sealed interface Reason {

    /** In a sentence's words, for people. */
    String words();

    /** The table was never made. */
    record New() implements Reason {
        @Override
        public String words() {
            return "never made";
        }
    }

    /** The asset's file says something else than when the table was made. */
    record CodeChanged() implements Reason {
        @Override
        public String words() {
            return "its code changed";
        }
    }

    /** The source holds something new. */
    record SourceChanged(String what) implements Reason {
        @Override
        public String words() {
            return what;
        }
    }

    /** The source cannot tell whether it changed. */
    record SourceSilent() implements Reason {
        @Override
        public String words() {
            return "its source cannot tell whether it changed";
        }
    }

    /** Inputs have newer versions than those that the table was made from. */
    record InputsChanged(List<String> inputs) implements Reason {
        public InputsChanged {
            inputs = List.copyOf(inputs);
        }

        @Override
        public String words() {
            return "newer inputs: " + String.join(", ", inputs);
        }
    }

    /** Inputs went back behind the versions that the table was made from. */
    record InputsReverted(List<String> inputs) implements Reason {
        public InputsReverted {
            inputs = List.copyOf(inputs);
        }

        @Override
        public String words() {
            return "inputs went back to an earlier version: " + String.join(", ", inputs);
        }
    }

    /** Intervals are missing or stale. @param first inputs that are made by the same plan, so that more may follow */
    record Intervals(Backlog backlog, List<String> first) implements Reason {
        public Intervals {
            first = List.copyOf(first);
        }

        @Override
        public String words() {
            return backlog.words() + (first.isEmpty() ? "" : "; more may follow from " + String.join(", ", first));
        }
    }

    /** Inputs are made by the same plan; should they turn out unchanged, so is the table. */
    record InputsPlanned(List<String> inputs) implements Reason {
        public InputsPlanned {
            inputs = List.copyOf(inputs);
        }

        @Override
        public String words() {
            return "inputs are made first: " + String.join(", ", inputs);
        }
    }

    /** Somebody asked for it. */
    record Asked() implements Reason {
        @Override
        public String words() {
            return "asked for";
        }
    }
}
