/** True in the development build, where mistakes are explained on the console; replaced at build time. */
declare const __DEV__: boolean;

/** Version of the package; replaced at build time. */
declare const __VERSION__: string;
