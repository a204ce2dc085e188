package dev.levada.store;

/** What Levada writes with every commit, by name. All that Levada must know about a table can be read back from them. */
public final class Facts {
    /** The run that made the commit; of its second part and those after it with a dot and the part's number behind it. */
    public static final String RUN_ID = "levada.run-id";
    /** The fingerprint of the asset's code. */
    public static final String CODE = "levada.code";
    /** The versions of the inputs that were read: {@code raw.users=123,raw.events=456}. */
    public static final String INPUTS = "levada.inputs";
    /** How far the source was read, in the source's own words. */
    public static final String CHECKPOINT = "levada.checkpoint";
    /** The version of the source that was read. */
    public static final String SOURCE_VERSION = "levada.source-version";
    /** The account of the commit's rows: {@code read=10,kept=9,quarantined=1,duplicates=0,filtered=0,unchanged=0,deletes=0}. */
    public static final String ACCOUNT = "levada.account";
    /**
     * The change of the quarantine table that belongs to the commit, as the store spelled it. The commit decides: a
     * change that is named here holds, and is carried out before the quarantine table is next read or written.
     */
    public static final String QUARANTINE = "levada.quarantine";

    /**
     * What a commit was for that changed no rows, in a word; no run made it. Facts of the newest commit of a run hold on.
     */
    public static final String MAINTENANCE = "levada.maintenance";

    /** The intervals that the commit made, as {@code from/to} in UTC, separated by commas; absent if it made the table as a whole. */
    public static final String INTERVALS = "levada.intervals";

    /** How the commit's rows met those that were there: a {@link dev.levada.contract.WriteMode} in small letters. */
    public static final String MODE = "levada.mode";

    /** The release that the commit was part of: a name shared by commits of several tables that became visible at once. */
    public static final String RELEASE = "levada.release";

    private Facts() {}
}
