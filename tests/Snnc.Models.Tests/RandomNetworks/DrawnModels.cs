using System.Collections.Generic;
using System.Linq;
using FsCheck.Fluent;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Models with clauses drawn: their kinds, their order, their expressions.</summary>
internal sealed class DrawnModels(Draws draws)
{
    /// <summary>A model of reals that spikes, or emits.</summary>
    public Model Real(string name, bool emits)
    {
        bool rests = !emits && draws.Chance(30), counts = draws.Chance(40), hasSecond = draws.Chance(40), hasRest = draws.Chance(70);
        string[] ports = hasSecond ? ["i", "j"] : ["i"];
        List<string> clauses = [Membrane(rests, ports)];
        if (hasRest)
        {
            clauses.Add(Adaptation([.. ports, "v", "a", "gain"]));
        }

        if (counts)
        {
            clauses.Add(Counter());
        }

        if (rests)
        {
            clauses.Add("update when left > 0 ms { left -= 1 step; }");
        }

        var most = emits ? 0 : draws.Chance(25) ? 3 : 1;
        clauses.Add(emits ? Emission() : Spike(most, rests));
        clauses = [.. draws.Of(Gen.Shuffle(clauses.ToArray()))];
        var overflow = draws.Pick(" wrap", " saturate", "");
        var text = $$"""
            neuron {{name}} {
                param tau = 6 ms, tau2 = 12 ms, gain = 0.75, threshold = 1, v0 = 0.125;
                param reset: {subtract, zero} = subtract, method: {exact, euler, exp_euler, rk4} = exact;
                state v = v0, a = gain / 4{{(rests ? ", left = 0 ms" : "")}}{{(counts ? $", n: int8{overflow} = 3" : "")}};
                input {{string.Join(", ", ports)}};
                {{string.Join("\n    ", clauses)}}
            }
            """;
        var arguments = draws.Pick("", "gain = TENSOR", "tau = TAU", "reset = zero", "v0 = uniform(0, 0.5, seed = 3), reset = zero", "method = rk4",
            "method = exp_euler, tau = TAU", "method = euler", "tau = TAU, tau2 = TAU");
        return new Model(
            $"{name}({arguments})", -3, 12, text, Second: hasSecond ? "j" : null, State: draws.Pick("v", "a"), WholeState: counts ? "n" : null,
            Most: most);
    }

    /// <summary>A model of whole numbers.</summary>
    public Model Whole(string name)
    {
        string[] names = ["x", "u", "v", "c"];
        var drawn = draws.Of(Expressions.Whole(names, 3));

        // Numbers alone may be more than the state holds, of which the compiler tells.
        drawn = drawn.Replace("0x", "").Intersect(string.Concat(names)).Any() ? drawn : $"u + {drawn}";
        var text = $$"""
            neuron {{name}} {
                param keep: int = {{draws.Int(100, 250)}}, vth: int = 40;
                state u: int{{draws.Pick(8, 12, 16)}} wrap = 1, v: int{{draws.Pick(12, 24, 48)}} saturate = 0, c: int{{draws.Pick("8", "16 saturate", "32")}} = 5;
                input x: int{{(draws.Chance(30) ? ", i" : "")}};
                update { u = {{drawn}}; }
                update when c {{draws.Pick("<", "!=", ">=")}} 3 { {{draws.Pick("c -= 1", "c *= 3", "c += int(1.75 * v)", "c = int(rand(5) * 9)")}}; }
                update { v = asr0(v * keep, 8) + x + asr0(u, {{draws.Int(3, 6)}}) % 9; if c > 90 { c = {{draws.Int(-20, 20)}}; } }
                spike when v > vth { v {{draws.Pick("= 0", "-= vth", "= -v / 4")}}; c += 2; }
            }
            """;
        return new Model($"{name}({draws.Pick("", "vth = 24")})", -100, 160, text, IsWhole: true, State: null, WholeState: draws.Pick("u", "v", "c"));
    }

    private string Membrane(bool rests, string[] ports)
    {
        var input = string.Join(" + ", ports.Length == 2 ? ["i", "0.5 * j"] : ["i"]);
        var when = rests ? " when left <= 0 ms" : "";
        var expression = draws.Of(Expressions.Real(["v", "a", "gain", .. ports], 2));
        return draws.Int(0, 7) switch
        {
            0 => $"dynamics{draws.Pick("", " exact")}{when} {{ v' = ({input} - v - gain * a) / tau;  a' = (0.25 * v - a) / tau2; }}",
            1 => $"dynamics exp_euler{when} {{ v' = ({input} - v * (1 + abs(a))) / tau;  a' = (tanh(v) - a) / tau2; }}",
            2 => $"dynamics euler{when} {{ v' = ({input} - v + 0.5 * tanh({expression})) / tau;  a' = -a / tau2; }}",
            3 => $"dynamics rk4{when} {{ v' = ({input} - v + 0.25 * sigmoid({expression})) / tau;  a' = (v - a) / tau2; }}",
            4 => $"dynamics method{when} {{ v' = ({input} - v) / tau; }}\n    dynamics method {{ a' = (gain * v - a) / tau2; }}",
            5 => $"update{when} {{ v = clip(0.75 * v + 0.25 * ({input}) - 0.125 * a, -8, 8); }}",
            6 => $"update{when} {{ var kept = v * 0.8125;  kept += 0.25 * ({input});  v = max(kept, -4) + 0.1 * tanh({expression}); }}",
            _ => $"update{when} {{ v *= 0.75;  v += 0.25 * ({input});  v += 0.5 * (rand({draws.Int(0, 99)}) - 0.5); }}",
        };
    }

    private string Adaptation(string[] names)
    {
        var (one, two) = (draws.Of(Expressions.Real(names, 3)), draws.Of(Expressions.Real([.. names, "drawn"], 2)));
        var condition = draws.Of(Expressions.Condition(names, 1));
        return draws.Int(0, 3) switch
        {
            0 => $"update {{ a = clip({one}, -2, 2); }}",
            1 => $"update when {condition} {{ var drawn = {one};  a = clip({two}, -1, 2); }}",
            2 => $"update {{ if {condition} {{ a = clip({one}, -1, 1); }} else if a > 1 {{ a *= 0.5; }} else {{ a = 0.875 * a + 0.0625; }} }}",
            _ => $"dynamics {draws.Pick("exact", "rk4", "euler", "exp_euler")} when {condition} {{ a' = -a / tau2; }}",
        };
    }

    private string Counter() => draws.Pick(
        "update { n += 1; if n > 100 { n = -100; } }",
        "update { n = asr0(n * 3, 1) + (v > 0.5 ? 7 : -2); a += n > 20 ? 0.25 : 0; a = clip(a, -2, 2); }",
        "update when v > 0.25 { n += int(v * 4);  n *= 3; }",
        "update { n = (n << 1) + int(10 * a) % 5 - n / 3; }");

    private string Emission() => $"emit {draws.Pick("v", "v - a", "0.5 * v + a", "v > 0 ? v : 0.125 * a")};";

    private string Spike(int most, bool rests)
    {
        var after = rests ? " left = 2 ms;" : "";
        var condition = draws.Pick("v > threshold", "v >= threshold + 0.125 * a", "v > threshold && a < 4", "!(v <= threshold)");
        var body = "if reset == subtract { v -= threshold; } else { v = 0; }";
        return most > 1
            ? $"spike k = min(floor(v / threshold), {most}) {{ v -= k * threshold;{after} }}"
            : $"spike when {condition} {{ {body}  a += 0.0625;{after} }}";
    }
}
