package dev.levada.pushdown;

import dev.levada.algebra.Refusal;
import dev.levada.api.LevadaException;
import dev.levada.dialect.Residence;
import dev.levada.engine.Translator;
import dev.levada.engine.Translator.Refused;
import dev.levada.engine.Translator.Translated;
import dev.levada.engine.Translator.Translation;
import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import dev.levada.problem.SqlPlace;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making.Transform;
import dev.levada.project.Project;
import dev.levada.project.Pushdown;
import dev.levada.store.QueryHost;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Decides where the query of one asset is computed. Thread-safe. */
public final class Placement {
    private final Asset asset;
    private final Transform transform;
    private final IntUnaryOperator written;
    private final Optional<QueryHost> host;
    private final List<Obstacle> obstacles = new ArrayList<>();

    /**
     * Looks at where the inputs live, which may open their store.
     *
     * @param written where a place of the query, as it is asked, stands in the query as it is written
     * @throws LevadaException with blame {@code OUTSIDE} if a database cannot be reached
     */
    public Placement(Asset asset, Workspace workspace, IntUnaryOperator written) {
        this.asset = asset;
        this.transform = (Transform) asset.making();
        this.written = written;
        this.host = transform.inputs().isEmpty()
                ? Optional.empty()
                : workspace.store().host(transform.inputs());
        find(workspace.project());
    }

    private void find(Project project) {
        if (host.isEmpty()) {
            findHomes(project);
            return;
        }
        if (transform.pushdown() == Pushdown.OFF) {
            obstruct("pushdown", "It is off.");
            return;
        }
        transform.inputs().stream()
                .filter(AssetName::isQuarantine)
                .sorted()
                .forEach(name -> obstruct(name.toString(), "Queries over quarantines are not handed over."));
        host.get().refusal().ifPresent(why -> obstruct("'" + host.get().name() + "'", why));
    }

    /** There is nothing to say of a query that nobody would expect to be computed elsewhere. */
    private void findHomes(Project project) {
        Set<String> homes = project.assets().values().stream()
                .filter(each -> transform.inputs().contains(each.name())
                        || transform.inputs().contains(each.name().quarantine()))
                .map(each -> each.store().map(name -> "'" + name + "'").orElse("the lake"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (homes.size() > 1) {
            obstruct("inputs", "They live in " + String.join(" and in ", homes) + ", and not in one database.");
        } else if (transform.pushdown() == Pushdown.REQUIRED) {
            obstruct("inputs", "They do not live in a database that computes queries.");
        }
    }

    private void obstruct(String what, String why) {
        obstacles.add(new Obstacle(transform.position(), what, why));
    }

    /** The database that may compute the query, if nothing that is known without its text is against it. */
    public Optional<QueryHost> host() {
        return obstacles.isEmpty() ? host : Optional.empty();
    }

    /** What is decided if no database may compute it. @throws ProjectException if one must */
    public Decision outside() {
        return outside(obstacles);
    }

    /** The same if something else is against it. */
    public Decision outside(String what, String why) {
        return outside(List.of(new Obstacle(transform.position(), what, why)));
    }

    private Decision outside(List<Obstacle> why) {
        if (transform.pushdown() == Pushdown.REQUIRED) {
            throw new ProjectException(
                    why.stream().map(obstacle -> problem(asset, obstacle)).toList());
        }
        return new Decision.Outside(new Venue(Optional.empty(), why, Venue.Certainty.DECIDED));
    }

    private static Problem problem(Asset asset, Obstacle obstacle) {
        return new Problem(
                obstacle.position(),
                "sql.pushdown",
                asset.name()
                        + ": pushdown is required, and the query cannot be computed in the database of its inputs: "
                        + obstacle.what() + ": " + obstacle.why());
    }

    /**
     * Translates the query.
     *
     * @param sql the query as it is asked
     * @param residences where the tables live that it reads
     * @throws ProjectException if a database must compute it and cannot
     */
    public Decision decide(String sql, Map<AssetName, Residence> residences, Translator translator) {
        if (host().isEmpty()) {
            return outside();
        }
        QueryHost database = host.orElseThrow();
        Translation translation = translator.translate(sql, residences, database.dialect());
        return translation instanceof Translated translated
                ? new Decision.Inside(database, translated.sql(), translated.columns())
                : outside(((Refused) translation)
                        .refusals().stream().map(this::obstacle).toList());
    }

    private Obstacle obstacle(Refusal refusal) {
        int offset = refusal.offset() < 0 ? refusal.offset() : written.applyAsInt(refusal.offset());
        Position position = SqlPlace.inFile(transform.position(), transform.sql(), offset);
        return new Obstacle(position, refusal.what(), refusal.why());
    }
}
