/** In the place of undici's second parser, an experiment that nothing here turns on. */

module.exports = { getMiloEnabled: () => false };
