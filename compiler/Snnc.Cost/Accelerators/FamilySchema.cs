using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Functional;

namespace Snnc.Cost.Accelerators;

/// <summary>A constant that a family reads.</summary>
/// <param name="Name">Its dotted name; a part that is <c>*</c> stands for any one.</param>
/// <param name="Quantity">What it measures.</param>
/// <param name="Meaning">What it is, in a few words.</param>
public sealed record ConstantSpec(string Name, Quantity Quantity, string Meaning)
{
    /// <summary>Whether a constant of this name is meant.</summary>
    public bool Matches(string name)
    {
        if (Name == name)
        {
            return true;
        }

        var (pattern, parts) = (Name.Split('.'), name.Split('.'));
        return pattern.Length == parts.Length && pattern.Zip(parts).All(pair => pair.First == "*" || pair.First == pair.Second);
    }
}

/// <summary>A peculiarity of a reference tool that a family can imitate.</summary>
/// <param name="Name">Its name in files and on the command line.</param>
/// <param name="Meaning">What is counted differently, in a sentence.</param>
public sealed record QuirkSpec(string Name, string Meaning);

/// <summary>What the files of a family's accelerators may hold.</summary>
/// <param name="Family">The family's name.</param>
/// <param name="Constants">The constants that it reads; what a file leaves out is unknown.</param>
/// <param name="Quirks">What it can imitate.</param>
public sealed record FamilySchema(string Family, IReadOnlyList<ConstantSpec> Constants, IReadOnlyList<QuirkSpec> Quirks)
{
    /// <summary>Gets all that files may hold: how a target computes, and what it limits, may stand in any.</summary>
    public IEnumerable<ConstantSpec> Allowed => Constants.Concat(ArithmeticSchema.Constants).Concat(TargetLimits.Constants);

    /// <summary>The constant of this name, or null.</summary>
    public ConstantSpec? Find(string name) => Allowed.FirstOrDefault(constant => constant.Matches(name));
}
