// Made by examples/service/make.py from /openapi.json; not compiled here.
#nullable enable
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrationrules;

/// <summary>Somebody has seen an alert.</summary>
public sealed class AcknowledgeAsked
{
    [JsonPropertyName("case")]
    public required string Case { get; set; }
    [JsonPropertyName("alert")]
    public required string Alert { get; set; }
    [JsonPropertyName("by")]
    public required string By { get; set; }
    [JsonPropertyName("at")]
    public required string At { get; set; }
}

/// <summary>Who has seen an alert, and on which day.</summary>
public sealed class Acknowledged
{
    [JsonPropertyName("by")]
    public required string By { get; set; }
    [JsonPropertyName("at")]
    public required string At { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>An alert that was acknowledged.</summary>
public sealed class AcknowledgedAnswer
{
    [JsonPropertyName("format")]
    public required long Format { get; set; }
    [JsonPropertyName("alert")]
    public required AlertKept Alert { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>An alert as it stands.</summary>
public sealed class AlertKept
{
    [JsonPropertyName("id")]
    public required string Id { get; set; }
    [JsonPropertyName("case")]
    public required string Case { get; set; }
    [JsonPropertyName("rule")]
    public required string Rule { get; set; }
    [JsonPropertyName("alert")]
    public required string Alert { get; set; }
    [JsonPropertyName("to")]
    public required string To { get; set; }
    [JsonPropertyName("status")]
    public required string Status { get; set; }
    [JsonPropertyName("on")]
    public required string On { get; set; }
    [JsonPropertyName("due")]
    public string? Due { get; set; }
    [JsonPropertyName("final")]
    public string? Final { get; set; }
    [JsonPropertyName("reason")]
    public Dictionary<string, JsonElement>? Reason { get; set; }
    [JsonPropertyName("acknowledged")]
    public Acknowledged? Acknowledged { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>An alert as it stood when it was told.</summary>
public sealed class AlertTold
{
    [JsonPropertyName("id")]
    public required string Id { get; set; }
    [JsonPropertyName("case")]
    public required string Case { get; set; }
    [JsonPropertyName("rule")]
    public required string Rule { get; set; }
    [JsonPropertyName("alert")]
    public required string Alert { get; set; }
    [JsonPropertyName("to")]
    public required string To { get; set; }
    [JsonPropertyName("status")]
    public required string Status { get; set; }
    [JsonPropertyName("on")]
    public required string On { get; set; }
    [JsonPropertyName("due")]
    public string? Due { get; set; }
    [JsonPropertyName("final")]
    public string? Final { get; set; }
    [JsonPropertyName("reason")]
    public Dictionary<string, JsonElement>? Reason { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The alerts of a case.</summary>
public sealed class AlertsAnswer
{
    [JsonPropertyName("format")]
    public required long Format { get; set; }
    [JsonPropertyName("alerts")]
    public required List<AlertKept> Alerts { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The alerts of one case.</summary>
public sealed class AlertsAsked
{
    [JsonPropertyName("case")]
    public required string Case { get; set; }
    [JsonPropertyName("withdrawn")]
    public bool? Withdrawn { get; set; }
}

/// <summary>One citizen: who, which days are known, and what happened.</summary>
public sealed class Case
{
    [JsonPropertyName("citizen")]
    public required JsonElement Citizen { get; set; }
    [JsonPropertyName("observed")]
    public required JsonElement Observed { get; set; }
    [JsonPropertyName("facts")]
    public List<Fact>? Facts { get; set; }
}

/// <summary>One group in one period: counts and a share, or for a number of each member its sum and `mean`.</summary>
public sealed class Cell
{
    [JsonPropertyName("period")]
    public required string Period { get; set; }
    [JsonPropertyName("group")]
    public required Dictionary<string, string> Group { get; set; }
    [JsonPropertyName("members")]
    public required long Members { get; set; }
    [JsonPropertyName("bounds")]
    public Dictionary<string, decimal>? Bounds { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>One change: `set` a path to a `value` (none takes the field away), `add` a fact or a line that states one, or `remove` a fact by its id.</summary>
public sealed class ChangeAsked
{
    [JsonPropertyName("set")]
    public string? Set { get; set; }
    [JsonPropertyName("value")]
    public JsonElement? Value { get; set; }
    [JsonPropertyName("add")]
    public JsonElement? Add { get; set; }
    [JsonPropertyName("remove")]
    public string? Remove { get; set; }
}

/// <summary>One rule's answer before and after.</summary>
public sealed class Compared
{
    [JsonPropertyName("rule")]
    public required string Rule { get; set; }
    [JsonPropertyName("for")]
    public required string For { get; set; }
    [JsonPropertyName("differs")]
    public required List<string> Differs { get; set; }
    [JsonPropertyName("before")]
    public required Decision Before { get; set; }
    [JsonPropertyName("after")]
    public required Decision After { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>What is due, in order of date, and what cannot be decided.</summary>
public sealed class DeadlinesAnswer
{
    [JsonPropertyName("format")]
    public required long Format { get; set; }
    [JsonPropertyName("deadlines")]
    public required List<Due> Deadlines { get; set; }
    [JsonPropertyName("undecided")]
    public required List<string> Undecided { get; set; }
    [JsonPropertyName("decisions")]
    public required List<Decision> Decisions { get; set; }
    [JsonPropertyName("projected_from")]
    public string? ProjectedFrom { get; set; }
    [JsonPropertyName("warnings")]
    public required List<Warned> Warnings { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>As `integrationrules deadlines`.</summary>
public sealed class DeadlinesAsked
{
    [JsonPropertyName("case")]
    public required Case Case { get; set; }
    [JsonPropertyName("rules")]
    public List<string>? Rules { get; set; }
    [JsonPropertyName("on")]
    public string? On { get; set; }
    [JsonPropertyName("assumptions")]
    public Dictionary<string, string>? Assumptions { get; set; }
}

/// <summary>One rule answered for one citizen and one quarter or day. A value or day between bounds is `{"min": ..., "max": ...}`.</summary>
public sealed class Decision
{
    [JsonPropertyName("rule")]
    public required string Rule { get; set; }
    [JsonPropertyName("for")]
    public required string For { get; set; }
    [JsonPropertyName("on")]
    public required string On { get; set; }
    [JsonPropertyName("as_known")]
    public string? AsKnown { get; set; }
    [JsonPropertyName("verdict")]
    public required string Verdict { get; set; }
    [JsonPropertyName("running")]
    public bool? Running { get; set; }
    [JsonPropertyName("state")]
    public string? State { get; set; }
    [JsonPropertyName("projected")]
    public bool? Projected { get; set; }
    [JsonPropertyName("earned_on")]
    public JsonElement? EarnedOn { get; set; }
    [JsonPropertyName("last_day")]
    public JsonElement? LastDay { get; set; }
    [JsonPropertyName("claim_by")]
    public JsonElement? ClaimBy { get; set; }
    [JsonPropertyName("final_by")]
    public JsonElement? FinalBy { get; set; }
    [JsonPropertyName("value")]
    public required JsonElement Value { get; set; }
    [JsonPropertyName("unit")]
    public string? Unit { get; set; }
    [JsonPropertyName("because")]
    public required List<Reason> Because { get; set; }
    [JsonPropertyName("missing")]
    public required List<Missing> Missing { get; set; }
    [JsonPropertyName("depends_on")]
    public required List<Dependence> DependsOn { get; set; }
    [JsonPropertyName("assumptions")]
    public required Dictionary<string, string> Assumptions { get; set; }
    [JsonPropertyName("sources")]
    public required List<Reference> Sources { get; set; }
    [JsonPropertyName("rulebook_hash")]
    public required string RulebookHash { get; set; }
    [JsonPropertyName("facts_hash")]
    public required string FactsHash { get; set; }
    [JsonPropertyName("version")]
    public required string Version { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Another option of an assumption, and the other answer it would give.</summary>
public sealed class Dependence
{
    [JsonPropertyName("assumption")]
    public required string Assumption { get; set; }
    [JsonPropertyName("option")]
    public required string Option { get; set; }
    [JsonPropertyName("verdict")]
    public required string Verdict { get; set; }
    [JsonPropertyName("value")]
    public required JsonElement Value { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>One date: `what` is due, earned_on, claim_by or final_by.</summary>
public sealed class Due
{
    [JsonPropertyName("what")]
    public required string What { get; set; }
    [JsonPropertyName("day")]
    public required JsonElement Day { get; set; }
    [JsonPropertyName("rule")]
    public required string Rule { get; set; }
    [JsonPropertyName("state")]
    public string? State { get; set; }
    [JsonPropertyName("verdict")]
    public required string Verdict { get; set; }
    [JsonPropertyName("projected")]
    public bool? Projected { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>What a change did.</summary>
public sealed class Edit
{
    [JsonPropertyName("path")]
    public required string Path { get; set; }
    [JsonPropertyName("before")]
    public required JsonElement Before { get; set; }
    [JsonPropertyName("after")]
    public required JsonElement After { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The rules answered for one case.</summary>
public sealed class EvaluateAnswer
{
    [JsonPropertyName("format")]
    public required long Format { get; set; }
    [JsonPropertyName("decisions")]
    public required List<Decision> Decisions { get; set; }
    [JsonPropertyName("warnings")]
    public required List<Warned> Warnings { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>As `integrationrules evaluate`.</summary>
public sealed class EvaluateAsked
{
    [JsonPropertyName("case")]
    public required Case Case { get; set; }
    [JsonPropertyName("rules")]
    public List<string>? Rules { get; set; }
    [JsonPropertyName("on")]
    public string? On { get; set; }
    [JsonPropertyName("assumptions")]
    public Dictionary<string, string>? Assumptions { get; set; }
    [JsonPropertyName("quarters")]
    public List<string>? Quarters { get; set; }
    [JsonPropertyName("as_known")]
    public string? AsKnown { get; set; }
}

/// <summary>Something that was recorded about a case on a day.</summary>
public sealed class Event
{
    [JsonPropertyName("id")]
    public required string Id { get; set; }
    [JsonPropertyName("withdraws")]
    public string? Withdraws { get; set; }
    [JsonPropertyName("kind")]
    public required string Kind { get; set; }
    [JsonPropertyName("recorded")]
    public required string Recorded { get; set; }
    [JsonPropertyName("fact")]
    public Fact? Fact { get; set; }
    [JsonPropertyName("timeline")]
    public Case? Timeline { get; set; }
}

/// <summary>One event: how many the case has with it, whether it was late, and what it raised or withdrew.</summary>
public sealed class EventTold
{
    [JsonPropertyName("id")]
    public required string Id { get; set; }
    [JsonPropertyName("version")]
    public required long Version { get; set; }
    [JsonPropertyName("late")]
    public required bool Late { get; set; }
    [JsonPropertyName("alerts")]
    public required List<AlertTold> Alerts { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>What became of each event.</summary>
public sealed class EventsAnswer
{
    [JsonPropertyName("format")]
    public required long Format { get; set; }
    [JsonPropertyName("events")]
    public required List<EventTold> Events { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Events of one case, in the order in which they are to be kept: all of them or none.</summary>
public sealed class EventsAsked
{
    [JsonPropertyName("case")]
    public required string Case { get; set; }
    [JsonPropertyName("events")]
    public required List<Event> Events { get; set; }
    [JsonPropertyName("expected_version")]
    public long? ExpectedVersion { get; set; }
}

/// <summary>A fact of any kind; which fields a kind has stands in /openapi.json.</summary>
public sealed class Fact
{
    [JsonPropertyName("kind")]
    public required string Kind { get; set; }
    [JsonPropertyName("id")]
    public string? Id { get; set; }
    [JsonPropertyName("source")]
    public string? Source { get; set; }
    [JsonPropertyName("recorded")]
    public string? Recorded { get; set; }
    [JsonPropertyName("withdrawn")]
    public bool? Withdrawn { get; set; }
    [JsonPropertyName("precision")]
    public string? Precision { get; set; }
    [JsonPropertyName("on")]
    public string? On { get; set; }
    [JsonPropertyName("basis")]
    public string? Basis { get; set; }
    [JsonPropertyName("which")]
    public string? Which { get; set; }
    [JsonPropertyName("from")]
    public string? From { get; set; }
    [JsonPropertyName("to")]
    public string? To { get; set; }
    [JsonPropertyName("through")]
    public string? Through { get; set; }
    [JsonPropertyName("municipality")]
    public long? Municipality { get; set; }
    [JsonPropertyName("type")]
    public string? Type { get; set; }
    [JsonPropertyName("hours_per_week")]
    public JsonElement? HoursPerWeek { get; set; }
    [JsonPropertyName("hours_per_month")]
    public JsonElement? HoursPerMonth { get; set; }
    [JsonPropertyName("sector")]
    public string? Sector { get; set; }
    [JsonPropertyName("part")]
    public string? Part { get; set; }
    [JsonPropertyName("support")]
    public string? Support { get; set; }
    [JsonPropertyName("leads_to")]
    public string? LeadsTo { get; set; }
    [JsonPropertyName("level")]
    public long? Level { get; set; }
    [JsonPropertyName("passed")]
    public bool? Passed { get; set; }
    [JsonPropertyName("amount")]
    public JsonElement? Amount { get; set; }
    [JsonPropertyName("week")]
    public string? Week { get; set; }
    [JsonPropertyName("code")]
    public string? Code { get; set; }
    [JsonPropertyName("category")]
    public string? Category { get; set; }
}

/// <summary>How the service is.</summary>
public sealed class HealthAnswer
{
    [JsonPropertyName("status")]
    public required string Status { get; set; }
    [JsonPropertyName("version")]
    public required string Version { get; set; }
    [JsonPropertyName("store")]
    public required bool Store { get; set; }
    [JsonPropertyName("workers_replaced")]
    public required long WorkersReplaced { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>An investment case calculated and checked; its keys are those of `invest --format json`.</summary>
public sealed class InvestAnswer
{
    [JsonPropertyName("format")]
    public required long Format { get; set; }
    [JsonPropertyName("investment")]
    public required string Investment { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>As `integrationrules invest`.</summary>
public sealed class InvestAsked
{
    [JsonPropertyName("case")]
    public required InvestmentCase Case { get; set; }
    [JsonPropertyName("split")]
    public string? Split { get; set; }
    [JsonPropertyName("npv")]
    public bool? Npv { get; set; }
    [JsonPropertyName("set")]
    public Dictionary<string, string>? Set { get; set; }
    [JsonPropertyName("scenario")]
    public string? Scenario { get; set; }
    [JsonPropertyName("draws")]
    public long? Draws { get; set; }
    [JsonPropertyName("seed")]
    public long? Seed { get; set; }
}

/// <summary>What was spent and saved, who said so, and when.</summary>
public sealed class InvestmentCase
{
    [JsonPropertyName("investment")]
    public required string Investment { get; set; }
    [JsonPropertyName("title")]
    public required JsonElement Title { get; set; }
    [JsonPropertyName("municipality")]
    public long? Municipality { get; set; }
    [JsonPropertyName("decided")]
    public long? Decided { get; set; }
    [JsonPropertyName("currency")]
    public string? Currency { get; set; }
    [JsonPropertyName("amounts")]
    public required string Amounts { get; set; }
    [JsonPropertyName("talformat")]
    public string? Talformat { get; set; }
    [JsonPropertyName("prices")]
    public required JsonElement Prices { get; set; }
    [JsonPropertyName("budget_period")]
    public JsonElement? BudgetPeriod { get; set; }
    [JsonPropertyName("stated_years")]
    public JsonElement? StatedYears { get; set; }
    [JsonPropertyName("scope")]
    public JsonElement? Scope { get; set; }
    [JsonPropertyName("compared_with")]
    public JsonElement? ComparedWith { get; set; }
    [JsonPropertyName("persons")]
    public JsonElement? Persons { get; set; }
    [JsonPropertyName("sources")]
    public Dictionary<string, JsonElement>? Sources { get; set; }
    [JsonPropertyName("lines")]
    public Dictionary<string, JsonElement>? Lines { get; set; }
    [JsonPropertyName("claims")]
    public Dictionary<string, JsonElement>? Claims { get; set; }
    [JsonPropertyName("follow_up")]
    public Dictionary<string, JsonElement>? FollowUp { get; set; }
    [JsonPropertyName("assumptions")]
    public Dictionary<string, JsonElement>? Assumptions { get; set; }
    [JsonPropertyName("included")]
    public JsonElement? Included { get; set; }
    [JsonPropertyName("events")]
    public List<JsonElement>? Events { get; set; }
    [JsonPropertyName("taken_out")]
    public string? TakenOut { get; set; }
    [JsonPropertyName("missing")]
    public List<JsonElement>? Missing { get; set; }
    [JsonPropertyName("effect")]
    public JsonElement? Effect { get; set; }
    [JsonPropertyName("concludes")]
    public JsonElement? Concludes { get; set; }
}

/// <summary>Counts by period and group, as in `measure --format json`.</summary>
public sealed class MeasureAnswer
{
    [JsonPropertyName("format")]
    public required long Format { get; set; }
    [JsonPropertyName("measure")]
    public required string Measure { get; set; }
    [JsonPropertyName("periods")]
    public required List<string> Periods { get; set; }
    [JsonPropertyName("by")]
    public required List<string> By { get; set; }
    [JsonPropertyName("cells")]
    public required List<Cell> Cells { get; set; }
    [JsonPropertyName("summaries")]
    public required List<Cell> Summaries { get; set; }
    [JsonPropertyName("rulebook_hash")]
    public required string RulebookHash { get; set; }
    [JsonPropertyName("version")]
    public required string Version { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>As `integrationrules measure`, for a population that stands in the request.</summary>
public sealed class MeasureAsked
{
    [JsonPropertyName("measure")]
    public required string Measure { get; set; }
    [JsonPropertyName("quarters")]
    public required List<string> Quarters { get; set; }
    [JsonPropertyName("people")]
    public required List<PersonAsked> People { get; set; }
    [JsonPropertyName("by")]
    public List<string>? By { get; set; }
    [JsonPropertyName("assumptions")]
    public Dictionary<string, string>? Assumptions { get; set; }
}

/// <summary>What would settle an unknown.</summary>
public sealed class Missing
{
    [JsonPropertyName("what")]
    public required string What { get; set; }
    [JsonPropertyName("name")]
    public required string Name { get; set; }
    [JsonPropertyName("weeks")]
    public long? Weeks { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>One citizen of a small population, and the groups they are counted in.</summary>
public sealed class PersonAsked
{
    [JsonPropertyName("case")]
    public required Case Case { get; set; }
    [JsonPropertyName("columns")]
    public Dictionary<string, string>? Columns { get; set; }
}

/// <summary>Why a request is not answered (RFC 9457). `code` is stable; texts are in the language of Accept-Language.</summary>
public sealed class Problem
{
    [JsonPropertyName("type")]
    public required string Type { get; set; }
    [JsonPropertyName("title")]
    public required string Title { get; set; }
    [JsonPropertyName("status")]
    public required long Status { get; set; }
    [JsonPropertyName("detail")]
    public required string Detail { get; set; }
    [JsonPropertyName("code")]
    public required string Code { get; set; }
    [JsonPropertyName("problems")]
    public List<ProblemPart>? Problems { get; set; }
    [JsonPropertyName("unlisted")]
    public long? Unlisted { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>One of several mistakes.</summary>
public sealed class ProblemPart
{
    [JsonPropertyName("code")]
    public required string Code { get; set; }
    [JsonPropertyName("field")]
    public required string Field { get; set; }
    [JsonPropertyName("detail")]
    public required string Detail { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A quarter of a year, made of whole ISO weeks: `2018Q4`.</summary>
public sealed class Quarter
{
    [JsonPropertyName("year")]
    public required long Year { get; set; }
    [JsonPropertyName("number")]
    public required long Number { get; set; }
}

/// <summary>One line of the explanation.</summary>
public sealed class Reason
{
    [JsonPropertyName("id")]
    public required string Id { get; set; }
    [JsonPropertyName("values")]
    public required Dictionary<string, JsonElement> Values { get; set; }
    [JsonPropertyName("verdict")]
    public required string Verdict { get; set; }
    [JsonPropertyName("source")]
    public Reference? Source { get; set; }
    [JsonPropertyName("depth")]
    public required long Depth { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Where a rule, value or definition comes from.</summary>
public sealed class Reference
{
    [JsonPropertyName("id")]
    public required string Id { get; set; }
    [JsonPropertyName("title")]
    public required string Title { get; set; }
    [JsonPropertyName("act")]
    public string? Act { get; set; }
    [JsonPropertyName("at")]
    public required string At { get; set; }
    [JsonPropertyName("published")]
    public string? Published { get; set; }
    [JsonPropertyName("confidence")]
    public string? Confidence { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>One rule.</summary>
public sealed class RuleTold
{
    [JsonPropertyName("id")]
    public required string Id { get; set; }
    [JsonPropertyName("period")]
    public required string Period { get; set; }
    [JsonPropertyName("title")]
    public required Dictionary<string, string> Title { get; set; }
    [JsonPropertyName("source")]
    public string? Source { get; set; }
    [JsonPropertyName("invented")]
    public required bool Invented { get; set; }
    [JsonPropertyName("rulebook_hash")]
    public required string RulebookHash { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>All rules.</summary>
public sealed class RulesAnswer
{
    [JsonPropertyName("format")]
    public required long Format { get; set; }
    [JsonPropertyName("rules")]
    public required List<RuleTold> Rules { get; set; }
    [JsonPropertyName("version")]
    public required string Version { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Something in a case that is allowed and probably not meant.</summary>
public sealed class Warned
{
    [JsonPropertyName("id")]
    public required string Id { get; set; }
    [JsonPropertyName("values")]
    public required Dictionary<string, JsonElement> Values { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The answers that differ, and how many do not.</summary>
public sealed class WhatIfAnswer
{
    [JsonPropertyName("format")]
    public required long Format { get; set; }
    [JsonPropertyName("changes")]
    public required List<Edit> Changes { get; set; }
    [JsonPropertyName("changed")]
    public required List<Compared> Changed { get; set; }
    [JsonPropertyName("unchanged")]
    public required long Unchanged { get; set; }
    [JsonPropertyName("projected_from")]
    public string? ProjectedFrom { get; set; }
    [JsonPropertyName("unseen_after")]
    public string? UnseenAfter { get; set; }
    [JsonPropertyName("warnings")]
    public required List<Warned> Warnings { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>As `integrationrules whatif`.</summary>
public sealed class WhatIfAsked
{
    [JsonPropertyName("case")]
    public required Case Case { get; set; }
    [JsonPropertyName("rules")]
    public List<string>? Rules { get; set; }
    [JsonPropertyName("on")]
    public string? On { get; set; }
    [JsonPropertyName("assumptions")]
    public Dictionary<string, string>? Assumptions { get; set; }
    [JsonPropertyName("changes")]
    public required List<ChangeAsked> Changes { get; set; }
    [JsonPropertyName("quarters")]
    public List<string>? Quarters { get; set; }
}
