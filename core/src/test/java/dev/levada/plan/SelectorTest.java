package dev.levada.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.project.Project;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectorTest {
    /** raw.users and raw.events, then features.daily, features.users, then reports.top. */
    private static final Project SHOP = Assets.project(
            Assets.extract("raw.events"),
            Assets.extract("raw.users"),
            Assets.tagged("features.daily", Set.of("nightly"), "raw.events"),
            Assets.transform("features.users", "features.daily", "raw.users"),
            Assets.tagged("reports.top", Set.of("nightly", "web"), "features.users"));

    @Test
    void no_selector_means_all_assets() {
        assertThat(select())
                .containsExactly("raw.events", "raw.users", "features.daily", "features.users", "reports.top");
    }

    @Test
    void a_name_selects_one_asset_however_it_is_capitalised() {
        assertThat(select("RAW.Users")).containsExactly("raw.users");
    }

    @Test
    void a_pattern_selects_what_it_matches() {
        assertThat(select("raw.*")).containsExactly("raw.events", "raw.users");
        assertThat(select("*.users")).containsExactly("raw.users", "features.users");
    }

    @Test
    void a_dot_in_a_pattern_is_a_dot() {
        assertThatThrownBy(() -> select("raw?.users")).isInstanceOf(LevadaException.class);
    }

    @Test
    void a_tag_selects_what_has_it() {
        assertThat(select("tag:nightly")).containsExactly("features.daily", "reports.top");
    }

    @Test
    void a_plus_before_adds_what_an_asset_is_made_from() {
        assertThat(select("+features.users"))
                .containsExactly("raw.events", "raw.users", "features.daily", "features.users");
    }

    @Test
    void a_plus_after_adds_what_is_made_from_an_asset() {
        assertThat(select("features.daily+")).containsExactly("features.daily", "features.users", "reports.top");
    }

    @Test
    void a_number_limits_the_steps() {
        assertThat(select("1+reports.top")).containsExactly("features.users", "reports.top");
        assertThat(select("raw.events+1")).containsExactly("raw.events", "features.daily");
        assertThat(select("1+features.daily+1")).containsExactly("raw.events", "features.daily", "features.users");
    }

    @Test
    void plus_works_with_tags_and_patterns() {
        assertThat(select("+tag:web")).hasSize(5);
        assertThat(select("raw.*+1")).containsExactly("raw.events", "raw.users", "features.daily", "features.users");
    }

    @Test
    void selectors_add_up_and_exclusions_win() {
        Selection selection =
                new Selection(List.of("raw.users", "raw.*", "tag:web"), List.of("raw.events"), Selection.Extent.STALE);

        assertThat(select(selection)).containsExactly("raw.users", "reports.top");
    }

    @Test
    void an_unknown_name_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> select("raw.user"))
                .hasMessage("There is no asset 'raw.user'. Did you mean 'raw.users'?");
        assertThatThrownBy(() -> select("top")).hasMessage("There is no asset 'top'. Did you mean 'reports.top'?");
    }

    @Test
    void an_unknown_tag_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> select("tag:nihgtly"))
                .hasMessage("No asset has the tag 'nihgtly'. Did you mean 'nightly'?");
    }

    @Test
    void a_pattern_that_matches_nothing_is_refused() {
        assertThatThrownBy(() -> select("row.*"))
                .hasMessageStartingWith("No asset's name matches 'row.*'. Known: raw.events, raw.users");
    }

    @Test
    void an_exclusion_that_matches_nothing_is_refused_too() {
        Selection selection = new Selection(List.of(), List.of("raw.usrs"), Selection.Extent.STALE);

        assertThatThrownBy(() -> select(selection)).hasMessageContaining("Did you mean 'raw.users'?");
    }

    @Test
    void what_is_no_selector_is_explained() {
        assertThatThrownBy(() -> select("++")).hasMessageContaining("is not a selector");
        assertThatThrownBy(() -> select("99999999999+raw.users")).hasMessageContaining("too many");
    }

    private static List<String> select(String... include) {
        return select(new Selection(List.of(include), List.of(), Selection.Extent.STALE));
    }

    private static List<String> select(Selection selection) {
        return new Selector(SHOP)
                .select(selection).stream()
                        .map(asset -> asset.name().toString())
                        .toList();
    }
}
