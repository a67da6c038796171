export { isPrivateAddress } from "../../../privateAddresses.ts";
