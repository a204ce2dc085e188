package dev.levada.project;

import dev.levada.contract.Contract;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Write;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One table that the project makes and keeps.
 *
 * @param file relative to the project's folder
 * @param code a fingerprint of all that decides what the asset's rows are: the query's meaning or the extract's settings,
 *     the contract and the write mode; comments, white space and descriptions do not count
 * @param release the name under which several assets become visible together, if it has one
 * @param store the connection in whose database the table lives; empty if it lives in the lake
 * @param dependencies the assets that must be made before: the query's inputs, and what rules and checks look at
 */
public record Asset(
        AssetName name,
        Path file,
        String description,
        Optional<String> owner,
        Set<String> tags,
        Making making,
        Contract contract,
        Write write,
        Optional<EventTime> time,
        Optional<String> release,
        Optional<String> store,
        String code,
        Set<AssetName> dependencies) {
    public Asset {
        tags = Set.copyOf(tags);
        dependencies = Collections.unmodifiableSet(new TreeSet<>(dependencies));
    }

    /** One that becomes visible by itself, in the lake. */
    public Asset(
            AssetName name,
            Path file,
            String description,
            Optional<String> owner,
            Set<String> tags,
            Making making,
            Contract contract,
            Write write,
            Optional<EventTime> time,
            String code,
            Set<AssetName> dependencies) {
        this(name, file, description, owner, tags, making, contract, write, time, Optional.empty(), code, dependencies);
    }

    /** One that lives in the lake. */
    public Asset(
            AssetName name,
            Path file,
            String description,
            Optional<String> owner,
            Set<String> tags,
            Making making,
            Contract contract,
            Write write,
            Optional<EventTime> time,
            Optional<String> release,
            String code,
            Set<AssetName> dependencies) {
        this(
                name,
                file,
                description,
                owner,
                tags,
                making,
                contract,
                write,
                time,
                release,
                Optional.empty(),
                code,
                dependencies);
    }

    /** How its intervals lie, if it is made interval by interval: a transform with a time is. */
    public Optional<EventTime> intervals() {
        return making instanceof Making.Transform ? time : Optional.empty();
    }

    /** How its table's files are laid out: as the project says, else by interval if it is made by intervals. */
    public List<PartitionField> partition() {
        return write.partition().isEmpty()
                ? intervals().map(EventTime::partition).stream().toList()
                : write.partition();
    }
}
