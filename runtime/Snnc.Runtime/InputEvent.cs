namespace Snnc.Runtime;

/// <summary>Something that happened at an input of a stream, as an event camera or a microphone's channel reports it.</summary>
/// <param name="Seconds">When.</param>
/// <param name="Index">Its place in the input, in C order: for <c>[polarity, y, x]</c> that is (polarity * height + y) * width + x.</param>
/// <param name="Value">What it adds there; 0 only lets time go on.</param>
/// <param name="Input">Which input it is for, counted as the program declares them.</param>
public readonly record struct InputEvent(double Seconds, int Index, float Value = 1, int Input = 0);
