package dev.nearside.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingRulesTest {

    @Test
    void whatIsLeftOutIsStandard() {
        assertThat(RoutingRules.read(Json.read("{}"))).isEqualTo(RoutingRules.STANDARD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'polcy':'only-device'} | polcy: is unknown",
                "{'policy':'cloud'} | policy: 'cloud' is no policy",
                "{'firstTokenMillis':-1} | firstTokenMillis: must be 0 or more",
                "{'deadlineMillis':0} | deadlineMillis: must be 1 or more",
                "{'maxCost':'1'} | maxCost: expected a number, found a string",
                "{'privacy':{'patterns':['mail']}} | privacy.patterns[0]: 'mail' is no pattern",
                "{'privacy':{'words':[' ']}} | privacy.words[0]: a word to look for must not be blank",
                "{'tasks':[{'name':'Code'}]} | tasks[0].name: must be of lower-case letters",
                "{'tasks':[{'name':'private'}]} | tasks[0].name: must be of lower-case letters",
                "{'tasks':[{'name':'a'},{'name':'a'}]} | tasks[1].name: 'a' is defined twice",
                "{'tasks':[{'name':'a','similarity':2}]} | tasks[0].similarity: must be above 0",
                "{'rules':[{'name':'a','when':{},'then':{'use':['tab']}}]} | rules[0].when: needs a condition",
                "{'rules':[{'name':'a','when':{'task':'code'},'then':{}}]} | rules[0].then: does nothing",
                "{'rules':[{'name':'a','when':{'task':'x'},'then':{'use':['tab']}}]} | rules[0].when.task: 'x' is not",
                "{'rules':[{'name':'a','when':{'minTokens':9,'maxTokens':8},'then':{'use':['tab']}}]}"
                        + " | rules[0].when.minTokens: is more than maxTokens",
                "{'policy':'only-device','rules':[{'name':'a','when':{'minTokens':9},'then':{'policy':'prefer-cloud'}}]}"
                        + " | rules[0].then.policy: prefer-cloud is wider than the policy",
                "{'rules':[{'name':'a','when':{'minTokens':9},'then':{'refuse':'no','use':['tab']}}]}"
                        + " | rules[0].then.refuse: stands alone",
                "{'rules':[{'name':' ','when':{'minTokens':9},'then':{'use':['tab']}}]} | rules[0].name: must not be",
                "{'rules':[{'when':{'minTokens':9},'then':{'use':['tab']}}]} | rules[0]: 'name' is missing",
            })
    void aWrongRuleIsRefusedByItsPath(String rules, String message) {
        assertThatThrownBy(() -> RoutingRules.read(Json.read(rules.replace('\'', '"'))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @MethodSource("dev.nearside.routing.RoutingCasesTest#cases")
    void rulesAndStateSurviveBeingWritten(RoutingCase row) {
        JsonCursor question = JsonCursor.of(row.question());
        RoutingRules rules = RoutingRules.read(question.field("rules"));
        RoutingState state = RoutingState.read(question.field("state"));

        assertThat(RoutingRules.read(JsonCursor.of(rules.toJson()))).isEqualTo(rules);
        assertThat(RoutingState.read(JsonCursor.of(state.toJson()))).isEqualTo(state);
    }
}
