/// What can be set of the pretrained network.
public struct PretrainedSettings: ForecasterSettings {
    /// Whether it goes on learning from the user's windows.
    public var fineTunes = false

    /// The defaults.
    public init() {}

    /// Fine-tuning.
    public static let options: [SettingOption<PretrainedSettings>] = [
        SettingOption(
            "fine-tune", \.fineTunes,
            "Continue from the pretrained weights on your windows; validation rows choose how far, if at all.")
    ]
}
