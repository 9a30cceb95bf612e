using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// The numbers of a body that is repeated for many vectors, read once before them. The JIT takes what it knows to be constant from memory again for each
/// vector, so they come from an array, which might change.
/// </summary>
internal sealed class LaneNumbers(EmitContext context, Names scope, string node)
{
    // Beyond so many there are no registers for them.
    private const int Most = 16;

    private static readonly Regex Number = new(@"TLanes\.Of\(" + AlikeMethods.Number + @"\)");

    private readonly List<string> _head = [];

    /// <summary>Gets the statements before the vectors.</summary>
    public IReadOnlyList<string> Head => _head;

    /// <summary>The body with its numbers in locals.</summary>
    public IReadOnlyList<string> InLocals(IReadOnlyList<string> body)
    {
        var numbers = body.SelectMany(line => Number.Matches(line).Cast<Match>()).Select(match => match.Groups["number"].Value).Distinct().ToList();
        if (numbers.Count is 0 or > Most)
        {
            return body;
        }

        var field = context.Loaded("float[]", $"{node}_numbers", $"[{string.Join(", ", numbers)}]");
        var locals = numbers.ToDictionary(number => number, _ => scope.Local("number"));
        _head.AddRange(numbers.Select((number, i) => $"var {locals[number]} = TLanes.Of({field}[{i}]);"));
        return [.. body.Select(line => Number.Replace(line, match => locals[match.Groups["number"].Value]))];
    }
}
