using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// The methods of populations. In a large network those that differ in nothing but the fields that they go through and in numbers of their equations are one
/// method, which is given these: the time of the C# compiler and of the JIT grows with the methods that are not alike.
/// </summary>
internal sealed class AlikeMethods(ClassParts parts, bool areShared)
{
    /// <summary>Stands, in a method's text and in the call of it, for the method's name.</summary>
    public const string Name = "\u0001";

    /// <summary>Stands at the end of parameters for those of what is given.</summary>
    public const string Parameters = "\u0002";

    /// <summary>Stands at the end of arguments for what is given.</summary>
    public const string Arguments = "\u0003";

    /// <summary>Matches a number of single precision, as a group of its own.</summary>
    public const string Number = @"(?<number>-?\d[0-9.eE+-]*f)";

    // A field, a local that is called after one, or a number in all lanes.
    private static readonly Regex Given = new(@"(?<![\w.])(?<local>at|row|all)?(?<field>_\w+)|(?<=TLanes\.Of\()" + Number + @"(?=\))");

    private readonly Dictionary<string, string> _names = [];

    /// <summary>Writes a method, unless one was written that it is alike to; gives the call of it.</summary>
    /// <param name="text">The method, with <see cref="Name"/>, <see cref="Parameters"/> and <see cref="Arguments"/> where they belong.</param>
    /// <param name="name">The method's name where it is written.</param>
    public string Emit(CodeWriter writer, string summary, string text, string call, string name)
    {
        var given = new List<(string Type, string Argument)>();
        var prefix = PrefixIn(text);
        var body = areShared ? Given.Replace(text, match => Abstract(match, prefix, given)) : text;
        if (!_names.TryGetValue(body, out var method))
        {
            _names[body] = method = name;
            writer.Gap();
            writer.Summary(summary);
            writer.Text(Fill(body, method, string.Concat(given.Select((one, i) => $", {one.Type} {prefix}{i}")), given.Select((_, i) => $"{prefix}{i}")));
        }

        return Fill(call, method, "", given.Select(one => one.Argument));
    }

    private static string Fill(string text, string method, string parameters, IEnumerable<string> arguments) =>
        text.Replace(Name, method).Replace(Parameters, parameters).Replace(Arguments, string.Concat(arguments.Select(argument => $", {argument}")));

    // What is given is called given0, given1, unless the text has such names.
    private static string PrefixIn(string text)
    {
        var prefix = "given";
        while (Regex.IsMatch(text, $@"\b{prefix}\d"))
        {
            prefix += "_";
        }

        return prefix;
    }

    // Numbered in the order in which the text has it.
    private string Abstract(Match match, string prefix, List<(string Type, string Argument)> given)
    {
        var (number, field) = (match.Groups["number"], match.Groups["field"].Value);
        if ((number.Success ? "float" : parts.TypeOf(field)) is not { } type)
        {
            return match.Value;
        }

        var one = (type, number.Success ? number.Value : field);
        if (!given.Contains(one))
        {
            given.Add(one);
        }

        return $"{match.Groups["local"].Value}{prefix}{given.IndexOf(one)}";
    }
}
