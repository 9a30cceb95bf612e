namespace Snnc.Llvm.Emission;

/// <summary>What a network's code is to be used for, besides running.</summary>
/// <param name="IsObserved">Whether a function may be told of every node's values in each step.</param>
/// <param name="MayEndEarly">Whether inferences may end once they are sure, where the plan allows that.</param>
/// <param name="IsSmall">Whether the size of the code counts for more than the last percents of time.</param>
internal readonly record struct CodeUses(bool IsObserved = false, bool MayEndEarly = false, bool IsSmall = false);
