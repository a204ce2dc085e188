package dev.levada.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Blame;
import dev.levada.contract.Check;
import dev.levada.contract.Severity;
import dev.levada.engine.Account;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Effect;
import dev.levada.problem.Position;
import dev.levada.project.AssetName;
import dev.levada.pushdown.Obstacle;
import dev.levada.pushdown.Venue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OutcomeJsonTest {
    private static final Instant START = Instant.parse("2024-07-01T09:30:15Z");
    private static final AssetName USERS = new AssetName("raw", "users");

    @Test
    void everything_is_there_by_its_name() {
        Check check = new Check(
                "no strays",
                new Check.Sql("select 1", new Position(Path.of("x"), 1, 1)),
                Severity.WARN,
                new Position(Path.of("x"), 1, 1));
        CheckResult result = new CheckResult(check, 2, "2 strays", List.of("id"), List.of(List.of("7"), List.of("8")));
        TaskOutcome task = new TaskOutcome(
                USERS,
                Status.DONE,
                1.5,
                new Account(15, 7, 1, 2, 0, 4, 1),
                new Effect(3, 4, 5),
                100,
                50,
                Map.of("age.min", 1L),
                Map.of("name.length", 3L),
                List.of(result),
                OptionalLong.of(Long.MAX_VALUE),
                Optional.empty(),
                List.of("watch out"),
                0,
                Map.of("nick", 2L),
                6,
                new Venue(
                        Optional.empty(),
                        List.of(new Obstacle(
                                new Position(Path.of("assets/a.sql"), 3, 8), "try_cast", "PostgreSQL has none.")),
                        Venue.Certainty.DECIDED));

        assertThat(json(task)).isEqualTo("""
                {
                  "run_id" : "r1",
                  "status" : "done",
                  "started" : "2024-07-01T09:30:15Z",
                  "seconds" : 2.25,
                  "exit_code" : 0,
                  "assets" : [
                    {
                      "name" : "raw.users",
                      "status" : "done",
                      "seconds" : 1.5,
                      "rows_read" : 15,
                      "rows_kept" : 7,
                      "rows_quarantined" : 1,
                      "duplicates_dropped" : 2,
                      "rows_filtered" : 0,
                      "rows_unchanged" : 4,
                      "rows_deleted" : 1,
                      "rows_inserted" : 3,
                      "rows_updated" : 4,
                      "rows_removed" : 5,
                      "rows_late" : 0,
                      "rows_compared" : 6,
                      "bytes_read" : 100,
                      "bytes_written" : 50,
                      "quarantine_reasons" : {
                        "age.min" : 1
                      },
                      "warnings" : {
                        "name.length" : 3
                      },
                      "values_discarded" : {
                        "nick" : 2
                      },
                      "checks" : [
                        {
                          "name" : "no strays",
                          "severity" : "warn",
                          "holds" : false,
                          "offending" : 2,
                          "finding" : "2 strays",
                          "sample" : [
                            {
                              "id" : "7"
                            },
                            {
                              "id" : "8"
                            }
                          ]
                        }
                      ],
                      "computed_in" : null,
                      "not_pushed_down" : [
                        {
                          "file" : "assets/a.sql",
                          "line" : 3,
                          "column" : 8,
                          "what" : "try_cast",
                          "why" : "PostgreSQL has none."
                        }
                      ],
                      "commit_id" : "9223372036854775807",
                      "notices" : [
                        "watch out"
                      ]
                    }
                  ],
                  "notices" : [
                    "n1"
                  ]
                }
                """);
    }

    @Test
    void a_failure_has_its_code_its_blame_and_no_commit() {
        Failure failure = new Failure("source.unreachable", Blame.OUTSIDE, "crm is not there");

        assertThat(json(TaskOutcome.without(USERS, Status.FAILED, 0, Optional.of(failure))))
                .contains("\"status\" : \"failed\"", "\"exit_code\" : 3", "\"commit_id\" : null")
                .contains("\"code\" : \"source.unreachable\"", "\"blame\" : \"outside\"");
    }

    private static String json(TaskOutcome task) {
        List<TaskOutcome> tasks = List.of(task);
        return OutcomeJson.write(new Outcome("r1", Outcome.statusOf(tasks), START, 2.25, tasks, List.of("n1")));
    }
}
