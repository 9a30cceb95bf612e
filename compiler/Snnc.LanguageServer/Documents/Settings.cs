using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Snnc.LanguageServer.Documents;

/// <summary>
/// What the user has set, under <c>snn</c>: <c>{"inlayHints": {"enabled": true}, "codeLens": {"enabled": true, "targets": ["loihi-sanafe"]},
/// "diagnostics": {"delay": 150}}</c>.
/// </summary>
/// <param name="InlayHints">Whether shapes and the like are shown inside the lines.</param>
/// <param name="CodeLens">Whether summaries are shown above them.</param>
/// <param name="Delay">How many milliseconds without typing pass before diagnostics are renewed.</param>
public sealed record Settings(bool InlayHints = true, bool CodeLens = true, int Delay = Settings.DefaultDelay)
{
    private const int DefaultDelay = 120;
    private const int MaxDelay = 10_000;
    private const int MaxTargets = 4;

    /// <summary>Gets the accelerators whose energy and time are shown above a network: names, or paths of files.</summary>
    public IReadOnlyList<string> Targets { get; init; } = ["horowitz45-int8"];

    /// <summary>Reads them; what is missing or of another type is as it is by default. The object may itself be inside <c>snn</c>.</summary>
    public static Settings Read(JsonElement? given)
    {
        if (given is not { ValueKind: JsonValueKind.Object } settings)
        {
            return new Settings();
        }

        var section = settings.TryGetProperty("snn", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : settings;
        return new Settings(IsOn(section, "inlayHints"), IsOn(section, "codeLens"), DelayOf(section))
        {
            Targets = Entry(section, "codeLens", "targets") is { ValueKind: JsonValueKind.Array } targets ? Names(targets) : new Settings().Targets,
        };
    }

    private static List<string> Names(JsonElement targets) =>
        [.. targets.EnumerateArray().Where(target => target.ValueKind == JsonValueKind.String).Select(target => target.GetString()!).Take(MaxTargets)];

    private static bool IsOn(JsonElement section, string name) => Entry(section, name, "enabled") is not { ValueKind: JsonValueKind.False };

    private static int DelayOf(JsonElement section) =>
        Entry(section, "diagnostics", "delay") is { ValueKind: JsonValueKind.Number } delay
            && delay.TryGetInt32(out var value) && value is >= 0 and <= MaxDelay ? value : DefaultDelay;

    private static JsonElement? Entry(JsonElement section, string group, string name) =>
        section.TryGetProperty(group, out var entries) && entries.ValueKind == JsonValueKind.Object
            && entries.TryGetProperty(name, out var entry) ? entry : null;
}
